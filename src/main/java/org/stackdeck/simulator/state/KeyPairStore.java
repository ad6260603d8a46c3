package org.stackdeck.simulator.state;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.stackdeck.simulator.http.ApiException;
import org.stackdeck.simulator.keystone.KeystoneAccounts;
import org.stackdeck.simulator.keystone.SimulatedUser;
import org.stackdeck.simulator.model.KeyPair;

/** Key pairs of the simulated Nova, by user. */
public final class KeyPairStore {

    private static final String FIRST =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f console@simulated";

    private final Map<String, Map<String, KeyPair>> byUser = new ConcurrentHashMap<>();
    private final AtomicInteger numbers = new AtomicInteger(1);

    KeyPairStore(Instant now) {
        add(KeystoneAccounts.STACKDECK, "console-key", "ssh", FIRST, now);
    }

    /** Returns the user's key pairs, sorted by name. */
    public List<KeyPair> of(SimulatedUser user) {
        Map<String, KeyPair> own = own(user);
        synchronized (own) {
            return new ArrayList<>(own.values());
        }
    }

    public Optional<KeyPair> find(SimulatedUser user, String name) {
        Map<String, KeyPair> own = own(user);
        synchronized (own) {
            return Optional.ofNullable(own.get(name));
        }
    }

    public KeyPair add(SimulatedUser user, String name, String type, String publicKey, Instant now) {
        KeyPair pair = new KeyPair(numbers.getAndIncrement(), name, type, publicKey, fingerprint(publicKey), now);
        Map<String, KeyPair> own = own(user);
        synchronized (own) {
            own.put(name, pair);
        }
        return pair;
    }

    public boolean remove(SimulatedUser user, String name) {
        Map<String, KeyPair> own = own(user);
        synchronized (own) {
            return own.remove(name) != null;
        }
    }

    private Map<String, KeyPair> own(SimulatedUser user) {
        return byUser.computeIfAbsent(user.id(), id -> new TreeMap<>());
    }

    /**
     * Returns the MD5 fingerprint of the key data, as in Nova (nova.crypto.generate_fingerprint).
     *
     * @throws ApiException 400 if the text is not a public key
     */
    private static String fingerprint(String publicKey) {
        String[] parts = publicKey.strip().split("\\s+", 3);
        try {
            byte[] key = Base64.getDecoder().decode(parts.length > 1 ? parts[1] : "?");
            // The key data starts with the length of the type (four bytes), followed by the type.
            if (key.length < 4
                    || !new String(key, StandardCharsets.US_ASCII).substring(4).startsWith(parts[0])) {
                throw new IllegalArgumentException(parts[0]);
            }
            byte[] digest = MessageDigest.getInstance("MD5").digest(key);
            return HexFormat.ofDelimiter(":").formatHex(digest);
        } catch (IllegalArgumentException e) {
            throw ApiException.badRequest("Keypair data is invalid: failed to generate fingerprint");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
