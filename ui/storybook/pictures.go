package storybook

import (
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"accountsmanager/ui/widgets"
)

// photographer shows one story after the other in a window, light and dark, and hands
// out a picture of each as the display has it.
type photographer struct {
	app     fyne.App
	window  fyne.Window
	stories []Story
	at      int // of 2 a story: light, dark
	stage   *Stage
	frame   *fyne.Container
	probe   *canvas.Raster
	painted func() // called while a frame is painted; nil is nobody waiting
	save    func(name string, picture image.Image) error
	done    func(error)
}

// TakePictures opens a window, takes a picture of every story whose name begins with
// beginning, in both appearances, and calls done. Names are such as "sidebar/search.light". Both functions are called on the
// UI thread, with nobody at the window.
func TakePictures(app fyne.App, beginning string, save func(name string, picture image.Image) error, done func(error)) {
	p := &photographer{app: app, stories: beginWith(All(), beginning), frame: container.NewWithoutLayout(), save: save, done: done}
	p.probe = canvas.NewRaster(func(int, int) image.Image {
		if f := p.painted; f != nil {
			p.painted = nil
			fyne.Do(f) //nolint:forbidigo // the next picture, once this one is painted
		}
		return image.NewUniform(color.Transparent)
	})
	p.probe.Resize(fyne.NewSize(1, 1))
	p.window = app.NewWindow("Storybook")
	p.window.SetPadded(false)
	p.window.SetContent(container.NewStack(p.frame, container.NewWithoutLayout(p.probe)))
	p.window.Resize(normal().size)
	p.window.SetFullScreen(true) // no title bar takes room from it
	p.window.Show()
	p.next()
}

func beginWith(stories []Story, beginning string) []Story {
	return slices.DeleteFunc(stories, func(s Story) bool { return !strings.HasPrefix(s.Name(), strings.ToLower(beginning)) })
}

func (p *photographer) next() {
	if p.at == 2*len(p.stories) {
		p.window.Close()
		p.done(nil)
		return
	}
	how := normal()
	how.dark = p.at%2 == 1
	p.app.Settings().SetTheme(how.theme())
	p.stage = NewStage(p.app, p.window, how.size, nil)
	p.frame.Objects = []fyne.CanvasObject{p.stage.Object()}
	p.stage.Object().Resize(how.size)
	p.frame.Refresh()
	p.stage.Play(p.stories[p.at/2])
	p.wait(frames)
}

// frames are painted before a picture is taken: texts that wrap find their size with the
// first ones, and what is shown is one behind what is painted.
const frames = 5

func (p *photographer) wait(n int) {
	if n == 0 {
		p.take()
		return
	}
	if n == frames/2 && p.stage.written != nil { // it has its place by now
		widgets.Reveal(p.stage.written)
	}
	p.painted = func() { p.wait(n - 1) }
	p.probe.Refresh()
}

func (p *photographer) take() {
	story := p.stories[p.at/2]
	name := story.Name() + ".light"
	if p.at%2 == 1 {
		name = story.Name() + ".dark"
	}
	err := p.save(name, cut(p.window.Canvas(), normal().size))
	if lacks := p.stage.Lacks(); err == nil && len(lacks) > 0 {
		err = fmt.Errorf("%s: not found on the way: %s", name, strings.Join(lacks, ", "))
	}
	p.stage.Close()
	if err != nil {
		p.done(err)
		return
	}
	p.at++
	p.next()
}

// cut takes a picture of a canvas from its top left corner.
func cut(c fyne.Canvas, size fyne.Size) image.Image {
	whole := c.Capture()
	picture := image.NewRGBA(image.Rect(0, 0, int(size.Width*c.Scale()), int(size.Height*c.Scale())).Intersect(whole.Bounds()))
	draw.Draw(picture, picture.Bounds(), whole, whole.Bounds().Min, draw.Src)
	for i := 3; i < len(picture.Pix); i += 4 {
		picture.Pix[i] = 255 // a display shows a color as it is, whatever is left of its opacity after blending
	}
	return picture
}
