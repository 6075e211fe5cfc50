package assets

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"image/color"
	"image/png"
	"io"
	"io/fs"
	"path"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"
)

func TestIconIsABlueSquareWithRoundCorners(t *testing.T) {
	icon, err := png.Decode(bytes.NewReader(IconPNG()))
	require.NoError(t, err)
	require.Equal(t, 512, icon.Bounds().Dx())
	require.Equal(t, 512, icon.Bounds().Dy())

	blue := color.NRGBA{0x1f, 0x66, 0xd8, 0xff}
	require.Equal(t, blue, color.NRGBAModel.Convert(icon.At(256, 20)))
	white := color.NRGBA{0xff, 0xff, 0xff, 0xff}
	require.Equal(t, white, color.NRGBAModel.Convert(icon.At(350, 256)), "a line of the list")
	_, _, _, alpha := icon.At(0, 0).RGBA()
	require.Zero(t, alpha, "the corners are cut")

	decoder := xml.NewDecoder(bytes.NewReader(IconSVG()))
	for {
		_, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		require.NoError(t, err)
	}
	require.Contains(t, string(IconSVG()), "#1f66d8")
}

func TestTranslationsAreReadable(t *testing.T) {
	files, err := fs.ReadDir(Translations(), "translations")
	require.NoError(t, err)
	names := map[string]bool{}
	for _, file := range files {
		names[file.Name()] = true
		_, err := language.Parse(strings.TrimSuffix(file.Name(), ".json"))
		require.NoError(t, err, "%s is not named after a language", file.Name())

		data, err := fs.ReadFile(Translations(), path.Join("translations", file.Name()))
		require.NoError(t, err)
		var texts map[string]any
		require.NoError(t, json.Unmarshal(data, &texts), file.Name())
	}
	require.True(t, names["en.json"])
}
