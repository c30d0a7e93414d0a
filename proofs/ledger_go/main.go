// Command ledger_go is the other side of proofs/ledger_go.py: Go's sumdb/note and tlog do what
// foedus did, and check what it made. It reads one JSON object and writes another.
package main

import (
	"crypto/rand"
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// A Record proves that a tree of a size has an entry; a Growth, that it grew from an older one.
type Record struct {
	Size, At int64
	Proof    []tlog.Hash
}

type Growth struct {
	Size, Old int64
	Proof     []tlog.Hash
}

type Opened struct {
	Note     string
	Vkeys    []string
	Text     string
	Verified []string
	Refused  bool
}

type Signed struct {
	Text, Skey, Vkey, Note string
}

type Given struct {
	Entries [][]byte
	Sizes   []int64 // of which tiles are wanted
	Records []Record
	Growths []Growth
	Opened  []Opened
	Sign    []Signed
	Names   []string // of keys to be made
	Trees   []string // checkpoints in the form of Go's database
	Texts   []string // which they sign
}

type Made struct {
	Roots   []tlog.Hash
	Records []Record
	Growths []Growth
	Tiles   []map[string][]byte
	Opened  []Opened
	Signed  []Signed
	Keys    []Signed
	Trees   []string
	Faults  []string
}

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func open(asked Opened) Opened {
	var verifiers []note.Verifier
	for _, vkey := range asked.Vkeys {
		verifier, err := note.NewVerifier(vkey)
		must(err)
		verifiers = append(verifiers, verifier)
	}
	asked.Verified = []string{}
	opened, err := note.Open([]byte(asked.Note), note.VerifierList(verifiers...))
	if err != nil {
		asked.Refused = true
		return asked
	}
	asked.Text = opened.Text
	for _, signature := range opened.Sigs {
		asked.Verified = append(asked.Verified, signature.Name)
	}
	return asked
}

func sign(asked Signed) Signed {
	signer, err := note.NewSigner(asked.Skey)
	must(err)
	signed, err := note.Sign(&note.Note{Text: asked.Text}, signer)
	must(err)
	asked.Note = string(signed)
	return asked
}

func main() {
	var given Given
	must(json.NewDecoder(os.Stdin).Decode(&given))
	var made Made
	var stored []tlog.Hash
	reader := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		hashes := make([]tlog.Hash, len(indexes))
		for i, index := range indexes {
			hashes[i] = stored[index]
		}
		return hashes, nil
	})
	for n, entry := range given.Entries {
		hashes, err := tlog.StoredHashes(int64(n), entry, reader)
		must(err)
		stored = append(stored, hashes...)
		root, err := tlog.TreeHash(int64(n)+1, reader)
		must(err)
		made.Roots = append(made.Roots, root)
	}
	for _, asked := range given.Records {
		leaf, root := tlog.RecordHash(given.Entries[asked.At]), made.Roots[asked.Size-1]
		if err := tlog.CheckRecord(asked.Proof, asked.Size, root, asked.At, leaf); err != nil {
			made.Faults = append(made.Faults, fmt.Sprintf("record %d of %d: %v", asked.At, asked.Size, err))
		}
		proof, err := tlog.ProveRecord(asked.Size, asked.At, reader)
		must(err)
		made.Records = append(made.Records, Record{asked.Size, asked.At, proof})
	}
	for _, asked := range given.Growths {
		now, then := made.Roots[asked.Size-1], made.Roots[asked.Old-1]
		if err := tlog.CheckTree(asked.Proof, asked.Size, now, asked.Old, then); err != nil {
			made.Faults = append(made.Faults, fmt.Sprintf("tree %d from %d: %v", asked.Size, asked.Old, err))
		}
		proof, err := tlog.ProveTree(asked.Size, asked.Old, reader)
		must(err)
		made.Growths = append(made.Growths, Growth{asked.Size, asked.Old, proof})
	}
	for _, size := range given.Sizes {
		files := map[string][]byte{}
		for _, tile := range tlog.NewTiles(8, 0, size) {
			content, err := tlog.ReadTileData(tile, reader)
			must(err)
			// Go's paths name the height too.
			files[strings.Replace(tile.Path(), "tile/8/", "tile/", 1)] = content
		}
		made.Tiles = append(made.Tiles, files)
	}
	for _, asked := range given.Opened {
		made.Opened = append(made.Opened, open(asked))
	}
	for _, asked := range given.Sign {
		made.Signed = append(made.Signed, sign(asked))
	}
	for n, name := range given.Names {
		skey, vkey, err := note.GenerateKey(rand.Reader, name)
		must(err)
		made.Keys = append(made.Keys, sign(Signed{Text: given.Texts[n], Skey: skey, Vkey: vkey}))
	}
	for _, text := range given.Trees {
		tree, err := tlog.ParseTree([]byte(text))
		must(err)
		made.Trees = append(made.Trees, string(tlog.FormatTree(tree)))
	}
	must(json.NewEncoder(os.Stdout).Encode(made))
}
