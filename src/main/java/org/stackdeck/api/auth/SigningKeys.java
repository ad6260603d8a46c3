package org.stackdeck.api.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stackdeck.platform.PrivateFiles;
import org.stackdeck.platform.startup.StartupException;

/**
 * Keys that sign tokens: one EC P-256 key per file, {@code jwt-<when>.json}, in a directory that only the
 * operating-system user of Stackdeck can access. The key whose file name sorts last signs new tokens; all keys verify
 * tokens. To change keys, add or remove a file and restart. If there is no key, one is generated. With several nodes, a
 * key in the database signs new tokens.
 */
class SigningKeys {

    private static final Logger LOG = LoggerFactory.getLogger(SigningKeys.class);

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    private final JWKSet all;
    private final ECKey newest;
    private final boolean created;

    private SigningKeys(List<ECKey> keys, boolean created) {
        this.created = created;
        this.all = new JWKSet(List.<JWK>copyOf(keys));
        this.newest = keys.getLast();
    }

    /** Loads the keys, and generates one if there are none. */
    static SigningKeys load(Path directory, Clock clock) throws IOException {
        createPrivateDirectory(directory);
        List<ECKey> keys = read(directory);
        boolean missing = keys.isEmpty();
        if (missing) {
            keys.add(generate(directory, clock));
        }
        return new SigningKeys(keys, missing);
    }

    /**
     * Returns these keys and the shared key, which signs new tokens. The other keys verify earlier tokens.
     *
     * @param shared key that all nodes have, as JSON
     */
    SigningKeys withShared(String shared) {
        try {
            ECKey key = ECKey.parse(shared);
            List<ECKey> keys = new ArrayList<>();
            all.getKeys().stream()
                    .map(JWK::toECKey)
                    .filter(own -> !own.equals(key))
                    .forEach(keys::add);
            keys.add(key);
            return new SigningKeys(keys, created && key.equals(newest));
        } catch (ParseException e) {
            throw new IllegalArgumentException("The shared signing key is corrupt", e);
        }
    }

    /** Returns whether the key that signs new tokens was generated at this start. */
    boolean created() {
        return created;
    }

    JWKSet all() {
        return all;
    }

    ECKey newest() {
        return newest;
    }

    private static void createPrivateDirectory(Path directory) throws IOException {
        if (!isPosix(directory)) {
            Files.createDirectories(directory);
            return;
        }
        Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        Files.setPosixFilePermissions(directory, OWNER_ONLY);
    }

    private static List<ECKey> read(Path directory) throws IOException {
        List<ECKey> keys = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(SigningKeys::isKey).sorted().toList()) {
                if (Files.size(file) == 0) {
                    // A crash during the generation left the file. The key was never used.
                    LOG.warn("Deleted the signing key {}, because the file is empty", file);
                    Files.delete(file);
                } else {
                    keys.add(parse(file));
                }
            }
        }
        return keys;
    }

    private static ECKey parse(Path file) throws IOException {
        try {
            return ECKey.parse(Files.readString(file));
        } catch (ParseException e) {
            throw new StartupException(
                    "The signing key " + file.toAbsolutePath()
                            + " is corrupt. Delete it and restart. All tokens that it signed become invalid.",
                    e);
        }
    }

    private static ECKey generate(Path directory, Clock clock) throws IOException {
        try {
            long when = clock.instant().getEpochSecond();
            ECKey key =
                    new ECKeyGenerator(Curve.P_256).keyID(Long.toString(when)).generate();
            Path file = directory.resolve("jwt-" + when + ".json");
            PrivateFiles.create(file, key.toJSONString());
            return parse(file);
        } catch (JOSEException e) {
            throw new IOException("Could not generate a signing key", e);
        }
    }

    private static boolean isKey(Path file) {
        @Nullable Path name = file.getFileName();
        return name != null && name.toString().matches("jwt-.+\\.json");
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
