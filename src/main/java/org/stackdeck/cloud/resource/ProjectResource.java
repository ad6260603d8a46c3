package org.stackdeck.cloud.resource;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** A resource of a project that a server can use. */
public sealed interface ProjectResource
        permits AvailableFlavor,
                AvailableImage,
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

    /** Returns the resource with this ID, or all resources with this name if no ID matches. */
    static <T extends ProjectResource> List<T> findByIdOrName(Collection<T> choices, String wanted) {
        return choices.stream()
                .filter(choice -> choice.id().equals(wanted))
                .findFirst()
                .map(List::of)
                .orElseGet(() -> choices.stream()
                        .filter(choice -> choice.name().equals(wanted))
                        .toList());
    }

    /** Sorts flavors by size and all other resources by name. */
    static List<ProjectResource> sorted(Collection<? extends ProjectResource> choices) {
        Comparator<ProjectResource> bySize = Comparator.comparing(
                projectResource -> projectResource instanceof AvailableFlavor flavor ? flavor : null,
                Comparator.nullsLast(Comparator.comparingInt(AvailableFlavor::vcpus)
                        .thenComparingInt(AvailableFlavor::ramMib)
                        .thenComparingInt(AvailableFlavor::diskGib)));
        return choices.stream()
                .<ProjectResource>map(choice -> choice)
                .sorted(bySize.thenComparing(ProjectResource::name, String.CASE_INSENSITIVE_ORDER))
                .toList();
    }
}
