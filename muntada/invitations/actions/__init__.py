"""What is done with invitations: listed, sent by letter, reminded of, recalled, replied to."""
