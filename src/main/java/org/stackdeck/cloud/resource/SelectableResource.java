package org.stackdeck.cloud.resource;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** A resource that a server of a project can use. */
public sealed interface SelectableResource
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

    /** The form of a UUID with or without hyphens, as used by the services. */
    Pattern ID = Pattern.compile("\\p{XDigit}{8}-?(\\p{XDigit}{4}-?){3}\\p{XDigit}{12}");

    String id();

    /** Returns the display name; untrusted text, may be empty. */
    String name();

    /** Returns the name; the ID if the name is empty. */
    default String displayName() {
        return name().isBlank() ? id() : name();
    }

    /**
     * Returns the resource with this ID, or all resources with this name if no ID matches. A value in the form of an ID
     * matches no name: users could otherwise name a resource after the ID of another one that is no longer available.
     */
    static <T extends SelectableResource> List<T> findByIdOrName(Collection<T> choices, String idOrName) {
        return choices.stream()
                .filter(choice -> choice.id().equals(idOrName))
                .findFirst()
                .map(List::of)
                .orElseGet(() -> choices.stream()
                        .filter(choice -> isName(choice.name(), idOrName))
                        .toList());
    }

    /** Returns whether the given value refers to a resource with this name. */
    static boolean isName(String name, String value) {
        return name.equals(value) && !ID.matcher(value).matches();
    }

    /** Sorts flavors by size and all other resources by name. */
    static List<SelectableResource> sorted(Collection<? extends SelectableResource> choices) {
        Comparator<SelectableResource> bySize = Comparator.comparing(
                selectableResource -> selectableResource instanceof AvailableFlavor flavor ? flavor : null,
                Comparator.nullsLast(Comparator.comparingInt(AvailableFlavor::vcpus)
                        .thenComparingInt(AvailableFlavor::ramMib)
                        .thenComparingInt(AvailableFlavor::diskGib)));
        return choices.stream()
                .<SelectableResource>map(choice -> choice)
                .sorted(bySize.thenComparing(SelectableResource::name, String.CASE_INSENSITIVE_ORDER))
                .toList();
    }
}
