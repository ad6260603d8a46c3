package org.stackdeck.simulator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Images of the simulated Glance. */
final class ImageStore {

    private final Map<String, SimulatedImage> images = new LinkedHashMap<>();

    ImageStore() {
        Infrastructure.images().forEach(this::add);
    }

    synchronized void add(SimulatedImage image) {
        images.put(image.id(), image);
    }

    synchronized void change(String id, UnaryOperator<SimulatedImage> change) {
        images.computeIfPresent(id, (same, image) -> change.apply(image));
    }

    synchronized void remove(String id) {
        images.remove(id);
    }

    synchronized Optional<SimulatedImage> find(String id, Token token) {
        return Optional.ofNullable(images.get(id)).filter(i -> i.isSeenBy(token));
    }

    /** Newest first, as in Glance's list. */
    synchronized List<SimulatedImage> seenBy(Token token) {
        List<SimulatedImage> seen = new ArrayList<>(
                images.values().stream().filter(i -> i.isSeenBy(token)).toList());
        seen.sort((a, b) -> b.created().compareTo(a.created()));
        return seen;
    }
}
