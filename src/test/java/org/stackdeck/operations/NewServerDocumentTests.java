package org.stackdeck.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;
import org.stackdeck.cloud.launch.BootSource;
import org.stackdeck.cloud.launch.RootVolume;
import org.stackdeck.operations.NewServerDocument.BootSourceDocument;

class NewServerDocumentTests {

    @Test
    void snapshotKeepsTheSizeOfItsVolume() {
        BootSource source = new BootSource.SnapshotSource("s1", new RootVolume(20, true));

        assertThat(BootSourceDocument.of(source).source()).isEqualTo(source);
    }

    @Test
    void snapshotWithoutASizeIsAnError() {
        BootSourceDocument document = new BootSourceDocument(BootSourceDocument.Kind.SNAPSHOT, "s1", null, true);

        assertThatNullPointerException().isThrownBy(document::source);
    }
}
