package org.stackdeck.ui.servers;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stackdeck.cloud.AvailabilityZone;
import org.stackdeck.cloud.Choice;
import org.stackdeck.cloud.FloatingIp;
import org.stackdeck.cloud.Network;
import org.stackdeck.cloud.OfferedFlavor;
import org.stackdeck.cloud.OfferedImage;
import org.stackdeck.cloud.Port;
import org.stackdeck.cloud.SecurityGroup;
import org.stackdeck.cloud.ServerGroup;
import org.stackdeck.cloud.Volume;
import org.stackdeck.cloud.VolumeSnapshot;
import org.stackdeck.ui.component.Sizes;
import org.stackdeck.ui.component.Words;

/** Formats an option of a selection field in one line. */
public final class ChoiceWords {

    private ChoiceWords() {}

    public static String of(Choice choice, Words words) {
        String name = choice.name().isBlank() ? choice.id() : choice.name();
        return switch (choice) {
            case OfferedFlavor flavor ->
                Stream.of(
                                name,
                                flavor.vcpus() + " vCPU",
                                Sizes.amount(flavor.ramMib(), words.locale()) + " " + Sizes.unit(flavor.ramMib()),
                                flavor.diskGib() == 0 ? "" : flavor.diskGib() + " GB")
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining(" · "));
            case Volume volume -> name + " · " + volume.sizeGib() + " GB";
            case VolumeSnapshot snapshot -> name + " · " + snapshot.sizeGib() + " GB";
            case ServerGroup group -> name + " · " + group.policy();
            case Port port -> name + " · " + port.network();
            case OfferedImage _, Network _, SecurityGroup _, FloatingIp _, AvailabilityZone _ -> name;
        };
    }
}
