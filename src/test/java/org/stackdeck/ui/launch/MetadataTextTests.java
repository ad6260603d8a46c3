package org.stackdeck.ui.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class MetadataTextTests {

    @Test
    void eachLineIsAKeyValuePair() {
        assertThat(MetadataText.read("team = shop\n\ntier=1=2\nempty="))
                .hasValue(Map.of("team", "shop", "tier", "1=2", "empty", ""));
        assertThat(MetadataText.read("")).hasValue(Map.of());
    }

    @Test
    void malformedLinesAndDuplicateKeysAreRejected() {
        assertThat(MetadataText.read("team")).isEmpty();
        assertThat(MetadataText.read("=shop")).isEmpty();
        assertThat(MetadataText.read("team=shop\nteam=web")).isEmpty();
    }

    @Test
    void formattedMetadataIsParsedBack() {
        Map<String, String> metadata = Map.of("team", "shop", "tier", "1");

        assertThat(MetadataText.read(MetadataText.write(metadata))).hasValue(metadata);
    }
}
