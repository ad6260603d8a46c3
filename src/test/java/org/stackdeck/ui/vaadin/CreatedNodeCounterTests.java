package org.stackdeck.ui.vaadin;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Span;
import org.junit.jupiter.api.Test;

class CreatedNodeCounterTests {

    @Test
    void removedNodesAreCountedToo() {
        UI ui = new UI();
        CreatedNodeCounter counter = CreatedNodeCounter.of(ui);
        counter.reset(ui);
        int none = counter.count(ui);

        for (int i = 0; i < 100; i++) {
            Span span = new Span();
            ui.add(span);
            ui.remove(span);
        }

        assertThat(none).isLessThan(5);
        assertThat(counter.count(ui)).isBetween(100, 105);
        assertThat(ui.getElement().getChildCount()).isZero();
    }
}
