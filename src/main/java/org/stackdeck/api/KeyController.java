package org.stackdeck.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.stackdeck.cloud.PublicKey;
import org.stackdeck.cloud.UnsuitableKeyException;
import org.stackdeck.identity.Caller;
import org.stackdeck.keypairs.KeyName;
import org.stackdeck.keypairs.KeyNameTakenException;
import org.stackdeck.keypairs.KeyPair;
import org.stackdeck.keypairs.KeyPairs;
import org.stackdeck.keypairs.MadeKeyPair;
import org.stackdeck.keypairs.TooManyKeysException;

/** REST controller for the caller's SSH key pairs. */
@Tag(name = "keys")
@RestController
@RequestMapping("/api/keys")
class KeyController {

    private final KeyPairs keys;

    KeyController(KeyPairs keys) {
        this.keys = keys;
    }

    @GetMapping
    Keys all(Caller caller) {
        return new Keys(keys.of(caller).stream().map(KeyBody::of).toList());
    }

    /** Stores the given public key, or generates a key pair if there is none. */
    @PostMapping
    ResponseEntity<MadeBody> add(Caller caller, @RequestBody KeyWish wish) {
        if (wish.name() == null) {
            throw ProblemException.badField("name", "missing-field", "name");
        }
        KeyName name = name(wish.name())
                .orElseThrow(() ->
                        ProblemException.badField("name", "bad-key-name", "name", Integer.toString(KeyName.LONGEST)));
        String line = wish.publicKey();
        return ResponseEntity.status(HttpStatus.CREATED).body(checked(() -> {
            if (line != null) {
                return MadeBody.of(keys.add(caller, name, parsed(line)), null);
            }
            MadeKeyPair made = keys.make(caller, name);
            return MadeBody.of(made.keyPair(), made.privateKey());
        }));
    }

    @DeleteMapping("/{name}")
    ResponseEntity<Void> remove(Caller caller, @PathVariable String name) {
        if (name(name).filter(known -> keys.remove(caller, known)).isEmpty()) {
            throw ProblemException.notFound("unknown-key");
        }
        return ResponseEntity.noContent().build();
    }

    static PublicKey parsed(String line) {
        try {
            return PublicKey.parse(line);
        } catch (UnsuitableKeyException e) {
            String code = switch (e.why()) {
                case MALFORMED -> "key-malformed";
                case PRIVATE -> "key-private";
                case UNKNOWN_TYPE -> "key-unknown-type";
                case TOO_WEAK -> "key-too-weak";
            };
            throw ProblemException.badField("publicKey", code, "publicKey");
        }
    }

    /** Returns empty for an invalid name, which is treated like an unknown one. */
    static Optional<KeyName> name(String given) {
        try {
            return Optional.of(new KeyName(given));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static MadeBody checked(Supplier<MadeBody> deed) {
        try {
            return deed.get();
        } catch (KeyNameTakenException e) {
            throw new ProblemException(HttpStatus.CONFLICT, "key-name-taken", Map.of());
        } catch (TooManyKeysException e) {
            throw new ProblemException(HttpStatus.CONFLICT, "too-many-keys", Map.of(), Integer.toString(KeyPairs.MOST));
        }
    }

    /** @param publicKey in OpenSSH format; if missing, a key pair is generated */
    record KeyWish(@Nullable String name, @Nullable String publicKey) {}

    record Keys(List<KeyBody> keys) {}

    /** @param type first word of the public key */
    record KeyBody(String name, String type, String fingerprint, String publicKey, Instant addedAt) {

        static KeyBody of(KeyPair key) {
            return new KeyBody(
                    key.name().value(),
                    key.publicKey().type().word(),
                    key.publicKey().fingerprint(),
                    key.publicKey().line(),
                    key.addedAt());
        }
    }

    /** @param privateKey of a generated key pair, returned only once; null otherwise */
    record MadeBody(KeyBody key, @Nullable String privateKey) {

        static MadeBody of(KeyPair key, @Nullable String privateKey) {
            return new MadeBody(KeyBody.of(key), privateKey);
        }

        /** Contains no secret. */
        @Override
        public String toString() {
            return "MadeBody[" + key + "]";
        }
    }
}
