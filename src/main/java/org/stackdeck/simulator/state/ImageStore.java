package org.stackdeck.simulator.state;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.stackdeck.simulator.keystone.Token;
import org.stackdeck.simulator.model.SimulatedImage;

/** Images of the simulated Glance. */
public final class ImageStore {

    private final Map<String, SimulatedImage> images = new LinkedHashMap<>();

    ImageStore() {
        DefaultResources.images().forEach(this::add);
    }

    public synchronized void add(SimulatedImage image) {
        images.put(image.id(), image);
    }

    public synchronized void change(String id, UnaryOperator<SimulatedImage> change) {
        images.computeIfPresent(id, (same, image) -> change.apply(image));
    }

    public synchronized void remove(String id) {
        images.remove(id);
    }

    public synchronized Optional<SimulatedImage> find(String id, Token token) {
        return Optional.ofNullable(images.get(id)).filter(i -> i.isVisibleTo(token));
    }

    /** Returns the images that are visible with the token, newest first as in Glance's list. */
    public synchronized List<SimulatedImage> visibleTo(Token token) {
        List<SimulatedImage> simulatedImages = new ArrayList<>(
                images.values().stream().filter(i -> i.isVisibleTo(token)).toList());
        simulatedImages.sort((a, b) -> b.created().compareTo(a.created()));
        return simulatedImages;
    }
}
