package walk

// Health looks at how it stands with what the program lives on. Each picture's name
// begins with prefix.
func (w *Walker) Health(prefix string) error {
	return do(
		w.see("Online"),
		w.click("Online"), // in the foot of the window
		w.see("Open the data folder"),
		w.picture(prefix+"health"),
		w.keys("Escape"),
		w.gone("Open the data folder"),
	)
}
