package org.stackdeck.simulator;

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

/** The key pairs of each user. */
final class KeyPairs {

    private static final String FIRST =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f console@simulated";

    private final Map<String, Map<String, KeyPair>> byUser = new ConcurrentHashMap<>();
    private final AtomicInteger numbers = new AtomicInteger(1);

    KeyPairs(Instant now) {
        add(Accounts.CONSOLE, "console-key", "ssh", FIRST, now);
    }

    /** In the order of their names. */
    List<KeyPair> of(SimulatedUser user) {
        Map<String, KeyPair> own = own(user);
        synchronized (own) {
            return new ArrayList<>(own.values());
        }
    }

    Optional<KeyPair> find(SimulatedUser user, String name) {
        Map<String, KeyPair> own = own(user);
        synchronized (own) {
            return Optional.ofNullable(own.get(name));
        }
    }

    KeyPair add(SimulatedUser user, String name, String type, String publicKey, Instant now) {
        KeyPair pair = new KeyPair(numbers.getAndIncrement(), name, type, publicKey, fingerprint(publicKey), now);
        Map<String, KeyPair> own = own(user);
        synchronized (own) {
            own.put(name, pair);
        }
        return pair;
    }

    boolean remove(SimulatedUser user, String name) {
        Map<String, KeyPair> own = own(user);
        synchronized (own) {
            return own.remove(name) != null;
        }
    }

    private Map<String, KeyPair> own(SimulatedUser user) {
        return byUser.computeIfAbsent(user.id(), id -> new TreeMap<>());
    }

    /**
     * MD5 of the key proper, as Nova tells it (nova.crypto.generate_fingerprint).
     *
     * @throws Refusal 400 when it is none
     */
    private static String fingerprint(String publicKey) {
        String[] parts = publicKey.strip().split("\\s+", 3);
        try {
            byte[] key = Base64.getDecoder().decode(parts.length > 1 ? parts[1] : "?");
            // it says itself of which kind it is, after the four bytes of that word's length
            if (key.length < 4
                    || !new String(key, StandardCharsets.US_ASCII).substring(4).startsWith(parts[0])) {
                throw new IllegalArgumentException(parts[0]);
            }
            byte[] digest = MessageDigest.getInstance("MD5").digest(key);
            return HexFormat.ofDelimiter(":").formatHex(digest);
        } catch (IllegalArgumentException e) {
            throw Refusal.badRequest("Keypair data is invalid: failed to generate fingerprint");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
