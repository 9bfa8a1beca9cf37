"""What everybody is told: releases, what they hide and why, and how they can be read."""
