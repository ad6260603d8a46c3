package org.stackdeck.ui.servers.actions;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stackdeck.cloud.resource.AvailabilityZone;
import org.stackdeck.cloud.resource.AvailableFlavor;
import org.stackdeck.cloud.resource.AvailableImage;
import org.stackdeck.cloud.resource.FloatingIp;
import org.stackdeck.cloud.resource.Network;
import org.stackdeck.cloud.resource.Port;
import org.stackdeck.cloud.resource.SecurityGroup;
import org.stackdeck.cloud.resource.SelectableResource;
import org.stackdeck.cloud.resource.ServerGroup;
import org.stackdeck.cloud.resource.Volume;
import org.stackdeck.cloud.resource.VolumeSnapshot;
import org.stackdeck.cloud.server.Flavor;
import org.stackdeck.ui.i18n.MemorySizeFormatter;
import org.stackdeck.ui.i18n.Messages;

/** Formats an option of a selection field, or the flavor of a server, as a single line. */
public final class SelectableResourceFormatter {

    private SelectableResourceFormatter() {}

    public static String label(SelectableResource selectableResource, Messages messages) {
        String name = selectableResource.displayName();
        return switch (selectableResource) {
            case AvailableFlavor flavor ->
                label(new Flavor(name, flavor.vcpus(), flavor.ramMib(), flavor.diskGib()), messages);
            case Volume volume -> name + " · " + volume.sizeGib() + " GB";
            case VolumeSnapshot snapshot -> name + " · " + snapshot.sizeGib() + " GB";
            case ServerGroup group -> name + " · " + group.policy();
            case Port port -> name + " · " + port.network();
            case AvailableImage _, Network _, SecurityGroup _, FloatingIp _, AvailabilityZone _ -> name;
        };
    }

    public static String label(Flavor flavor, Messages messages) {
        return Stream.of(
                        flavor.name(),
                        flavor.vcpus() + " vCPU",
                        MemorySizeFormatter.amount(flavor.ramMib(), messages.locale()) + " "
                                + MemorySizeFormatter.unit(flavor.ramMib()),
                        flavor.diskGib() == 0 ? "" : flavor.diskGib() + " GB")
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" · "));
    }
}
