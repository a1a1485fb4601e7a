"""What nobody typed by hand: requests to the API and values in forms, generated from what each says it takes."""
