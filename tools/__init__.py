"""Small tools of the workshop: pictures of the pages, breaking the law on purpose."""
