"""Cases from practice: what is on file, what is asked, what must come out, and why. They are also the manual."""
