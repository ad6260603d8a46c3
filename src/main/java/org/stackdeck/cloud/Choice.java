package org.stackdeck.cloud;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** A resource of a project that a server can use. */
public sealed interface Choice
        permits OfferedFlavor,
                OfferedImage,
                Volume,
                VolumeSnapshot,
                Network,
                Port,
                SecurityGroup,
                FloatingIp,
                AvailabilityZone,
                ServerGroup {

    String id();

    /** The display name; untrusted text, may be empty. */
    String name();

    /** Sorts flavors by size and all other resources by name. */
    static List<Choice> inOrder(Collection<? extends Choice> choices) {
        Comparator<Choice> bySize = Comparator.comparing(
                choice -> choice instanceof OfferedFlavor flavor ? flavor : null,
                Comparator.nullsLast(Comparator.comparingInt(OfferedFlavor::vcpus)
                        .thenComparingInt(OfferedFlavor::ramMib)
                        .thenComparingInt(OfferedFlavor::diskGib)));
        return choices.stream()
                .<Choice>map(choice -> choice)
                .sorted(bySize.thenComparing(Choice::name, String.CASE_INSENSITIVE_ORDER))
                .toList();
    }
}
