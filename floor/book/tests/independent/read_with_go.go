// Reads a published book with the Go team's own note and tlog packages, and says what it found.
//
//	GO111MODULE=off GOPATH=/usr/share/gocode go run read_with_go.go FOLDER VKEY [OLDER CHECKPOINT...]
package main

import (
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// files hands tiles to the tlog package, which checks every one of them against the root.
type files struct{ folder string }

func (f files) Height() int                     { return 8 }
func (f files) SaveTiles([]tlog.Tile, [][]byte) {}
func (f files) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range tiles {
		// Go names the height of tiles in the path; the C2SP layout does not, since it is always 8.
		path := "tile/" + strings.TrimPrefix(tile.Path(), "tile/8/")
		data, err := os.ReadFile(filepath.Join(f.folder, path))
		if err != nil {
			return nil, err
		}
		all = append(all, data)
	}
	return all, nil
}

func main() {
	folder, vkey := os.Args[1], os.Args[2]
	verifier, err := note.NewVerifier(vkey)
	check(err)
	newest := opened(filepath.Join(folder, "checkpoint"), verifier)
	hashes := tlog.TileHashReader(newest, files{folder})

	root, err := tlog.TreeHash(newest.N, hashes)
	check(err)
	if root != newest.Hash {
		fail("the tiles do not add up to the root")
	}
	for n := int64(0); n < newest.N; {
		for _, entry := range bundle(folder, n/256, newest.N) {
			found, err := hashes.ReadHashes([]int64{tlog.StoredHashIndex(0, n)})
			check(err)
			if found[0] != tlog.RecordHash(entry) {
				fail(fmt.Sprintf("entry %d is not the one that was hashed", n))
			}
			if n%97 == 0 {
				proof, err := tlog.ProveRecord(newest.N, n, hashes)
				check(err)
				check(tlog.CheckRecord(proof, newest.N, newest.Hash, n, tlog.RecordHash(entry)))
			}
			n++
		}
	}
	fmt.Printf("checkpoint of %d, every entry read\n", newest.N)
	for _, path := range os.Args[3:] {
		older := opened(path, verifier)
		proof, err := tlog.ProveTree(newest.N, older.N, hashes)
		check(err)
		check(tlog.CheckTree(proof, newest.N, newest.Hash, older.N, older.Hash))
		fmt.Printf("grew from %d\n", older.N)
	}
}

func opened(path string, verifier note.Verifier) tlog.Tree {
	text, err := os.ReadFile(path)
	check(err)
	signed, err := note.Open(text, note.VerifierList(verifier))
	check(err)
	lines := strings.Split(signed.Text, "\n")
	if lines[0] != verifier.Name() {
		fail("the origin is not the name of the key")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	check(err)
	root, err := base64.StdEncoding.DecodeString(lines[2])
	check(err)
	tree := tlog.Tree{N: size}
	copy(tree.Hash[:], root)
	return tree
}

func bundle(folder string, index, size int64) (entries [][]byte) {
	width := size - index*256
	if width > 256 {
		width = 256
	}
	tile := tlog.Tile{H: 8, L: 0, N: index, W: int(width)}
	path := "tile/entries/" + strings.TrimPrefix(tile.Path(), "tile/8/0/")
	data, err := os.ReadFile(filepath.Join(folder, path))
	check(err)
	for len(data) > 0 {
		length := 2 + int(binary.BigEndian.Uint16(data))
		entries = append(entries, data[2:length])
		data = data[length:]
	}
	if int64(len(entries)) != width {
		fail(path + " has the wrong number of entries")
	}
	return entries
}

func check(err error) {
	if err != nil {
		fail(err.Error())
	}
}

func fail(message string) {
	fmt.Fprintln(os.Stderr, message)
	os.Exit(1)
}
