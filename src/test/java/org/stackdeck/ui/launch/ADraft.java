package org.stackdeck.ui.launch;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.Choice;
import org.stackdeck.cloud.OfferedFlavor;

/** Builds launch drafts that are complete except for the boot source. */
final class ADraft {

    static final OfferedFlavor MEDIUM = new OfferedFlavor("f-1", "m1.medium", 2, 4096, 40);

    String name = "web";

    @Nullable
    Integer count = 1;

    @Nullable
    Choice source;

    boolean rootVolume;

    @Nullable
    Integer rootVolumeGib;

    @Nullable
    OfferedFlavor flavor = MEDIUM;

    List<String> networks = List.of();
    String userData = "";
    Set<String> tags = Set.of();

    @Nullable
    Map<String, String> metadata = Map.of();

    String description = "";

    ADraft from(Choice wanted) {
        source = wanted;
        return this;
    }

    LaunchDraft build() {
        return new LaunchDraft(
                name,
                count,
                source,
                rootVolume,
                rootVolumeGib,
                true,
                flavor,
                networks,
                null,
                List.of(),
                null,
                null,
                userData,
                tags,
                metadata,
                description);
    }
}
