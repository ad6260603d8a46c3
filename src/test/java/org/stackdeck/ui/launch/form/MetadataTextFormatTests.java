package org.stackdeck.ui.launch.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class MetadataTextFormatTests {

    @Test
    void eachLineIsAKeyValuePair() {
        assertThat(MetadataTextFormat.parse("team = shop\n\ntier=1=2\nempty="))
                .hasValue(Map.of("team", "shop", "tier", "1=2", "empty", ""));
        assertThat(MetadataTextFormat.parse("")).hasValue(Map.of());
    }

    @Test
    void malformedLinesAndDuplicateKeysAreRejected() {
        assertThat(MetadataTextFormat.parse("team")).isEmpty();
        assertThat(MetadataTextFormat.parse("=shop")).isEmpty();
        assertThat(MetadataTextFormat.parse(" =shop")).isEmpty();
        assertThat(MetadataTextFormat.parse("team=shop\nteam=web")).isEmpty();
    }

    @Test
    void formattedMetadataIsParsedBack() {
        Map<String, String> metadata = Map.of("team", "shop", "tier", "1");

        assertThat(MetadataTextFormat.parse(MetadataTextFormat.format(metadata)))
                .hasValue(metadata);
    }
}
