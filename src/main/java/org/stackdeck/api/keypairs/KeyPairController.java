package org.stackdeck.api.keypairs;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
import org.stackdeck.api.error.ProblemException;
import org.stackdeck.api.error.RequestFieldValidator;
import org.stackdeck.cloud.keypair.InvalidPublicKeyException;
import org.stackdeck.cloud.keypair.SshPublicKey;
import org.stackdeck.identity.Caller;
import org.stackdeck.keypairs.GeneratedKeyPair;
import org.stackdeck.keypairs.KeyPair;
import org.stackdeck.keypairs.KeyPairName;
import org.stackdeck.keypairs.UserKeyPairService;

/** REST controller for the caller's SSH key pairs. */
@Tag(name = "keys")
@RestController
@RequestMapping("/api/keys")
public class KeyPairController {

    private final UserKeyPairService keys;

    KeyPairController(UserKeyPairService keys) {
        this.keys = keys;
    }

    @GetMapping
    KeyPairListResponse list(Caller caller) {
        return new KeyPairListResponse(
                keys.list(caller).stream().map(KeyPairResponse::of).toList());
    }

    /** Stores the given public key, or generates a key pair if none is given. */
    @PostMapping
    ResponseEntity<CreatedKeyPairResponse> add(Caller caller, @RequestBody KeyPairRequest keyPairRequest) {
        KeyPairName name = parseName(RequestFieldValidator.require(keyPairRequest.name(), "name"))
                .orElseThrow(() -> ProblemException.invalidField("name", "bad-key-name", KeyPairName.MAX_LENGTH));
        String line = keyPairRequest.publicKey();
        if (line != null) {
            return created(keys.add(caller, name, parsePublicKey(line)), null);
        }
        GeneratedKeyPair generatedKeyPair = keys.generate(caller, name);
        return created(generatedKeyPair.keyPair(), generatedKeyPair.privateKey());
    }

    private static ResponseEntity<CreatedKeyPairResponse> created(KeyPair key, @Nullable String privateKey) {
        return ResponseEntity.status(HttpStatus.CREATED)
                .body(new CreatedKeyPairResponse(KeyPairResponse.of(key), privateKey));
    }

    @DeleteMapping("/{name}")
    ResponseEntity<Void> delete(Caller caller, @PathVariable String name) {
        if (parseName(name).filter(known -> keys.delete(caller, known)).isEmpty()) {
            throw ProblemException.notFound("unknown-key");
        }
        return ResponseEntity.noContent().build();
    }

    public static SshPublicKey parsePublicKey(String line) {
        try {
            return SshPublicKey.parse(line);
        } catch (InvalidPublicKeyException e) {
            String code = switch (e.reason()) {
                case MALFORMED -> "key-malformed";
                case PRIVATE -> "key-private";
                case UNKNOWN_TYPE -> "key-unknown-type";
                case TOO_WEAK -> "key-too-weak";
            };
            throw ProblemException.invalidField("publicKey", code);
        }
    }

    /** Parses the name of a key pair; returns empty if it is invalid. */
    public static Optional<KeyPairName> parseName(String given) {
        return RequestFieldValidator.parse(KeyPairName::new, given);
    }

    /** @param publicKey in OpenSSH format; if missing, a key pair is generated */
    record KeyPairRequest(@Nullable String name, @Nullable String publicKey) {}

    record KeyPairListResponse(List<KeyPairResponse> keys) {}

    /** @param type first word of the public key */
    record KeyPairResponse(String name, String type, String fingerprint, String publicKey, Instant addedAt) {

        static KeyPairResponse of(KeyPair key) {
            return new KeyPairResponse(
                    key.name().value(),
                    key.publicKey().type().algorithmName(),
                    key.publicKey().fingerprint(),
                    key.publicKey().authorizedKeysLine(),
                    key.addedAt());
        }
    }

    /** @param privateKey private key of a generated key pair, returned only once; null otherwise */
    record CreatedKeyPairResponse(
            KeyPairResponse key, @Nullable String privateKey) {

        /** Omits the private key. */
        @Override
        public String toString() {
            return "CreatedKeyPairResponse[" + key + "]";
        }
    }
}
