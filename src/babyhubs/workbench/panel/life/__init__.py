"""After the draw: invitations and answers, meetings, payments."""
