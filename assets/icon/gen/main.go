// Command gen draws the program's icon, a telephone's handset beside a list, once
// as icon.svg and once as icon.png (512 by 512 pixels).
package main

import (
	"fmt"
	"image"
	"image/color"
	"image/png"
	"log"
	"math"
	"os"
	"strings"
)

const (
	size   = 512
	corner = 112 // radius of the square's corners
)

var (
	blue  = color.NRGBA{0x1f, 0x66, 0xd8, 0xff}
	white = color.NRGBA{0xff, 0xff, 0xff, 0xff}
)

// stroke is a line with round ends: straight where bend is 0, else an arc of that
// radius that bulges to the left of the way from (x1, y1) to (x2, y2).
type stroke struct {
	x1, y1, x2, y2 float64
	bend           float64
	width          float64
}

// The handset is its grip and two ends; the list is three lines, the middle one
// reaching into the grip's hollow.
var strokes = []stroke{
	{x1: 182, y1: 372, x2: 182, y2: 140, bend: 138, width: 64},
	{x1: 178, y1: 146, x2: 206, y2: 130, width: 84},
	{x1: 178, y1: 366, x2: 206, y2: 382, width: 84},
	{x1: 300, y1: 158, x2: 414, y2: 158, width: 46},
	{x1: 242, y1: 256, x2: 414, y2: 256, width: 46},
	{x1: 300, y1: 354, x2: 414, y2: 354, width: 46},
}

func main() {
	log.SetFlags(0)
	log.SetPrefix("gen: ")
	if err := os.WriteFile("icon/icon.svg", []byte(svg()), 0o644); err != nil {
		log.Fatal(err)
	}
	file, err := os.Create("icon/icon.png")
	if err != nil {
		log.Fatal(err)
	}
	if err := png.Encode(file, picture()); err != nil {
		log.Fatal(err)
	}
	if err := file.Close(); err != nil {
		log.Fatal(err)
	}
}

func svg() string {
	var b strings.Builder
	fmt.Fprintf(&b, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\">\n", size, size, size, size)
	fmt.Fprintf(&b, "  <rect width=\"%d\" height=\"%d\" rx=\"%d\" fill=\"#%02x%02x%02x\"/>\n", size, size, corner, blue.R, blue.G, blue.B)
	for _, s := range strokes {
		path := fmt.Sprintf("M%g %gL%g %g", s.x1, s.y1, s.x2, s.y2)
		if s.bend != 0 {
			path = fmt.Sprintf("M%g %gA%g %g 0 0 1 %g %g", s.x1, s.y1, s.bend, s.bend, s.x2, s.y2)
		}
		fmt.Fprintf(&b, "  <path d=\"%s\" fill=\"none\" stroke=\"#ffffff\" stroke-width=\"%g\" stroke-linecap=\"round\"/>\n", path, s.width)
	}
	b.WriteString("</svg>\n")
	return b.String()
}

// picture draws the same shapes by their distance from each pixel, which makes
// smooth edges without any library.
func picture() image.Image {
	img := image.NewNRGBA(image.Rect(0, 0, size, size))
	for y := range size {
		for x := range size {
			px, py := float64(x)+0.5, float64(y)+0.5
			c := blue
			c.A = uint8(255 * coverage(squareDistance(px, py)))
			for _, s := range strokes {
				c = mix(c, white, coverage(s.distance(px, py)-s.width/2))
			}
			img.SetNRGBA(x, y, c)
		}
	}
	return img
}

// coverage is how much of a pixel lies inside a shape whose edge is d away; d is
// negative inside.
func coverage(d float64) float64 { return min(max(0.5-d, 0), 1) }

func squareDistance(x, y float64) float64 {
	const inner = size/2 - corner
	dx, dy := math.Abs(x-size/2)-inner, math.Abs(y-size/2)-inner
	return math.Hypot(max(dx, 0), max(dy, 0)) + min(max(dx, dy), 0) - corner
}

func (s stroke) distance(x, y float64) float64 {
	dx, dy := s.x2-s.x1, s.y2-s.y1
	if s.bend == 0 {
		t := ((x-s.x1)*dx + (y-s.y1)*dy) / (dx*dx + dy*dy)
		t = min(max(t, 0), 1)
		return math.Hypot(x-s.x1-t*dx, y-s.y1-t*dy)
	}
	// The centre lies on the other side of the bulge: to the right of the way.
	length := math.Hypot(dx, dy)
	off := math.Sqrt(s.bend*s.bend - length*length/4)
	cx, cy := (s.x1+s.x2)/2-dy/length*off, (s.y1+s.y2)/2+dx/length*off
	if (x-s.x1)*dy-(y-s.y1)*dx > 0 { // on the bulge's side of the chord
		return math.Abs(math.Hypot(x-cx, y-cy) - s.bend)
	}
	return min(math.Hypot(x-s.x1, y-s.y1), math.Hypot(x-s.x2, y-s.y2))
}

func mix(under, over color.NRGBA, share float64) color.NRGBA {
	blend := func(a, b uint8) uint8 { return uint8(float64(a) + share*(float64(b)-float64(a)) + 0.5) }
	return color.NRGBA{blend(under.R, over.R), blend(under.G, over.G), blend(under.B, over.B), under.A}
}
