package org.stackdeck.platform.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.stackdeck.platform.startup.StartupException;

/**
 * Checks whether the file of the embedded database is writable. Does not use the database, because H2 closes the
 * database at the first failed write and does not detect a removed file.
 */
@Component
class EmbeddedDatabaseFileCheck {

    private static final Pattern URL = Pattern.compile("jdbc:h2:file:([^;]+).*");

    /** Minimum free space in bytes. With less free space, H2 may fail in the middle of a write. */
    private static final long MIN_FREE = 1L << 20;

    private static final byte[] BLOCK = new byte[4096];

    private final @Nullable Path file;
    private final @Nullable Object identity;

    EmbeddedDatabaseFileCheck(@Value("${spring.datasource.url}") String url) {
        Matcher parts = URL.matcher(url);
        Path present = parts.matches() ? Path.of(parts.group(1) + ".mv.db") : null;
        this.file = present != null && Files.exists(present) ? present : null;
        try {
            this.identity = file == null ? null : identity(file);
        } catch (IOException e) {
            throw new StartupException("The database file " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Returns whether the database had a file at startup; false for a database server and for an in-memory database.
     */
    boolean exists() {
        return file != null;
    }

    /** Returns the reason why the file is not usable; empty if the file is writable or the database has no file. */
    Optional<String> problem() {
        if (file == null) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(problem(file));
        } catch (NoSuchFileException e) {
            return Optional.of(replaced(file));
        } catch (IOException e) {
            return Optional.of(file.getParent() + " is not writable: " + e.getMessage());
        }
    }

    private @Nullable String problem(Path known) throws IOException {
        if (!Objects.equals(identity, identity(known))) {
            return replaced(known);
        }
        if (!Files.isReadable(known) || !Files.isWritable(known)) {
            return "the file " + known + " is not readable and writable. Check its permissions and file system";
        }
        if (known.toFile().getUsableSpace() < MIN_FREE) {
            return "the disk is full, cannot write " + known;
        }
        Path check = known.resolveSibling(".write-check");
        try {
            Files.write(check, BLOCK);
        } finally {
            Files.deleteIfExists(check);
        }
        return null;
    }

    private static String replaced(Path known) {
        return "the file " + known
                + " was removed or replaced while Stackdeck uses it. Changes are lost at the"
                + " next restart. Restore the original file";
    }

    /** Returns the key that identifies the file; null if the file system does not support file keys. */
    private static @Nullable Object identity(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }
}
