package org.stackdeck.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFilesTests {

    @TempDir
    private Path directory;

    @Test
    void existingFileIsKept() throws IOException {
        Path file = directory.resolve("key");

        PrivateFiles.create(file, "first");
        PrivateFiles.create(file, "second");

        assertThat(directory).isDirectoryNotContaining(other -> !other.equals(file));
        assertThat(file).hasContent("first");
    }

    @Test
    void failedWriterLeavesNoFile() throws IOException {
        Path file = directory.resolve("large");

        assertThatThrownBy(() -> PrivateFiles.createNew(file, out -> {
                    out.write(1);
                    throw new IOException("disk full");
                }))
                .hasMessage("disk full");
        assertThat(directory).isEmptyDirectory();

        PrivateFiles.createNew(file, out -> out.write('x'));
        assertThat(file).hasContent("x");
        assertThatThrownBy(() -> PrivateFiles.createNew(file, out -> out.write('y')))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(file).hasContent("x");
    }

    @Test
    void fileIsCopiedOnAFileSystemWithoutHardLinks() throws IOException {
        Path file = directory.resolve("key");
        PrivateFiles.LinkCreator links = (link, existing) -> {
            throw new FileSystemException(link.toString(), existing.toString(), "Operation not permitted");
        };

        PrivateFiles.create(file, "first", links);
        PrivateFiles.create(file, "second", links);

        assertThat(directory).isDirectoryNotContaining(other -> !other.equals(file));
        assertThat(file).hasContent("first");
    }
}
