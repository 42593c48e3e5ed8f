package setup

import (
	"context"
	"errors"
	"fmt"

	"connwiz/client"
)

// keep puts the key where it can be read again.
func (a *minting) keep(ctx context.Context, c client.Summary, r *Report) error {
	if c.Native && a.secretID == "" {
		id := secretFor(c.ID, a.old)
		if err := a.g.o.Client.ReplaceSecret(ctx, id, a.key.Encoded); err != nil {
			return a.g.tooOld(ctx, err, "to store a connector secret", "8.13")
		}
		a.secretID = id
	}
	if c.Native {
		r.SecretID = a.secretID
		r.Did = append(r.Did, "stored it as connector secret "+a.secretID)
		r.Undo = append(r.Undo, "DELETE /_connector/_secret/"+a.secretID)
	}
	if a.k.KeepAt == nil {
		return nil
	}
	if !a.kept {
		if err := a.k.KeepAt.Keep(*a.key); err != nil {
			return err
		}
		a.kept = true
	}
	r.Did = append(r.Did, "wrote it to "+a.k.KeepAt.String())
	if file, ok := a.k.KeepAt.(*configPlace); ok {
		r.File = &file.out
		r.Undo = append(r.Undo, undoFile(file.out)...)
		r.Warnings = append(r.Warnings, file.out.Warnings...)
	}
	return nil
}

// secretFor is the id of the connector secret for a connector's key: the one that
// it has, or one that is the same in every attempt, so that none is left over.
func secretFor(connector string, old client.RecordedKey) string {
	if old.SecretID != "" {
		return old.SecretID
	}
	return "connwiz-" + connector
}

// record notes the key's id on the connector.
func (a *minting) record(ctx context.Context, c client.Summary, keyID string, r *Report) error {
	_, err := a.g.o.Client.RecordAPIKey(ctx, c.ID, client.RecordedKey{ID: keyID, SecretID: a.secretID})
	var old *TooOldError
	if err = a.g.tooOld(ctx, err, "to record a connector's API key", "8.13"); errors.As(err, &old) {
		r.Unrecorded = true
		r.Warnings = append(r.Warnings, old.Error()+"; the key works all the same")
		return nil
	}
	if err != nil {
		return err
	}
	r.Did = append(r.Did, "recorded it on the connector")
	return nil
}

// search looks for a key in config.yml that only has to be recorded.
func (a *minting) search(ctx context.Context, c client.Summary, recorded client.RecordedKey) {
	place, ok := a.k.KeepAt.(*configPlace)
	if !ok || a.key != nil || a.found != "" && recorded.ID == a.found {
		return
	}
	s := &Survey{Taken: a.g.o.Now(), ID: c.ID, Found: true, Connector: c, errs: map[Step]error{}}
	s.Key.Recorded = recorded
	(&Guide{o: Options{ConfigFile: place.path}}).readConfig(s)
	a.g.readKey(ctx, s)
	a.g.readFileKey(ctx, s)
	a.found = s.Key.Unrecorded
}

// complete records the key that config.yml has.
func (a *minting) complete(ctx context.Context, c client.Summary, r Report) (Report, error) {
	if err := a.record(ctx, c, a.found, &r); err != nil {
		return r, err
	}
	r.KeyID = a.found
	r.Did = []string{fmt.Sprintf("recorded API key %s, which %s has; no other one was minted", a.found, a.k.KeepAt)}
	r.Next = "start the connector service"
	return r, nil
}
