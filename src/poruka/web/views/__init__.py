"""The pages. One module a page; each opens with the sentence its reader came for."""
