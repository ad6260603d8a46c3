package org.stackdeck.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ChoiceTests {

    @Test
    void flavorsAreSortedBySizeThenByName() {
        OfferedFlavor small = new OfferedFlavor("f-1", "z-small", 1, 512, 1);
        OfferedFlavor more = new OfferedFlavor("f-2", "y-more", 1, 1024, 1);
        OfferedFlavor wide = new OfferedFlavor("f-3", "x-wide", 1, 1024, 20);
        OfferedFlavor alike = new OfferedFlavor("f-4", "W-alike", 1, 1024, 20);
        OfferedFlavor large = new OfferedFlavor("f-5", "a-large", 16, 512, 1);

        assertThat(Choice.inOrder(List.of(large, wide, small, alike, more)))
                .containsExactly(small, more, alike, wide, large);
    }

    @Test
    void otherResourcesAreSortedByNameIgnoringCase() {
        Network back = new Network("n-1", "back");
        Network front = new Network("n-2", "Front");
        Network guests = new Network("n-3", "guests");

        assertThat(Choice.inOrder(List.of(guests, front, back))).containsExactly(back, front, guests);
    }
}
