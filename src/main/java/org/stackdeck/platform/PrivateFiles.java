package org.stackdeck.platform;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;

/**
 * Creates and replaces files with access for the owner only. On a file system without POSIX permissions, access is not
 * restricted.
 */
public final class PrivateFiles {

    private static final Set<PosixFilePermission> DIRECTORY = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

    private PrivateFiles() {}

    /**
     * Creates the file, atomically if the file system supports hard links. Does nothing if it already exists, for
     * instance because another process has created it.
     */
    public static void create(Path file, String content) throws IOException {
        create(file, content, Files::createLink);
    }

    interface LinkCreator {
        void create(Path link, Path existing) throws IOException;
    }

    static void create(Path file, String content, LinkCreator links) throws IOException {
        Path whole = newFile(file);
        try {
            write(whole, out -> out.write(content.getBytes(StandardCharsets.UTF_8)));
            link(file, whole, links);
        } catch (FileAlreadyExistsException e) {
            // The existing file is kept.
        } finally {
            Files.delete(whole);
        }
    }

    @FunctionalInterface
    public interface ContentWriter {
        void write(OutputStream out) throws IOException;
    }

    /**
     * Creates the file with the content that the writer writes. The file gets this name only after its content is
     * complete.
     *
     * @throws FileAlreadyExistsException if the file exists; it is not changed
     */
    public static void createNew(Path file, ContentWriter writer) throws IOException {
        Path whole = newFile(file);
        try {
            write(whole, writer);
            link(file, whole, Files::createLink);
        } finally {
            Files.delete(whole);
        }
    }

    private static void write(Path file, ContentWriter writer) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel))) {
            writer.write(out);
            out.flush();
            channel.force(true);
        }
    }

    /**
     * Creates or replaces the file atomically: readers read either the old or the new content. The content is not
     * synced to disk, so a power failure may damage the file.
     */
    public static void replace(Path file, byte[] content) throws IOException {
        Path whole = newFile(file);
        try {
            Files.write(whole, content);
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(whole);
        }
    }

    private static Path newFile(Path file) throws IOException {
        Path directory = Objects.requireNonNull(file.toAbsolutePath().getParent());
        boolean posix = directory.getFileSystem().supportedFileAttributeViews().contains("posix");
        Files.createDirectories(directory, attributes(posix, DIRECTORY));
        return Files.createTempFile(directory, ".new", null, attributes(posix, FILE));
    }

    /** Unlike a move, a link never replaces an existing file. */
    private static void link(Path file, Path whole, LinkCreator links) throws IOException {
        try {
            links.create(file, whole);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (UnsupportedOperationException | FileSystemException e) {
            // A file system without hard links, such as FAT, reports EPERM or EOPNOTSUPP. Java has no specific
            // exceptions for these errors.
            Files.copy(whole, file, StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    private static FileAttribute<?>[] attributes(boolean posix, Set<PosixFilePermission> permissions) {
        return posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }
}
