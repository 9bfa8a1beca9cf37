"""What the law says: pure, with no database and no clock."""
