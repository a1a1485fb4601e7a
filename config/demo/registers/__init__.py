"""What the office of the demo entered into its registers, from 2015 on: one module for each room."""
