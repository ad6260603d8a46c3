package org.stackdeck.cloud.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProjectResourceTests {

    @Test
    void flavorsAreSortedBySizeThenByName() {
        AvailableFlavor small = new AvailableFlavor("f-1", "z-small", 1, 512, 1);
        AvailableFlavor more = new AvailableFlavor("f-2", "y-more", 1, 1024, 1);
        AvailableFlavor wide = new AvailableFlavor("f-3", "x-wide", 1, 1024, 20);
        AvailableFlavor alike = new AvailableFlavor("f-4", "W-alike", 1, 1024, 20);
        AvailableFlavor large = new AvailableFlavor("f-5", "a-large", 16, 512, 1);

        assertThat(ProjectResource.sorted(List.of(large, wide, small, alike, more)))
                .containsExactly(small, more, alike, wide, large);
    }

    @Test
    void otherResourcesAreSortedByNameIgnoringCase() {
        Network back = new Network("n-1", "back");
        Network front = new Network("n-2", "Front");
        Network guests = new Network("n-3", "guests");

        assertThat(ProjectResource.sorted(List.of(guests, front, back))).containsExactly(back, front, guests);
    }
}
