"""What pages share: shell, link, controls, stage."""
