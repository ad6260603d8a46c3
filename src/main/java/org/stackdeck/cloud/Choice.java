package org.stackdeck.cloud;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Something of a project that an action can be about. */
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

    /** As people call it; untrusted text, may be empty. */
    String name();

    /** These in the order in which people look for one: flavors by size, all else by name. */
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
