package org.stackdeck.ui.component;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.data.provider.ArrayUpdater;
import com.vaadin.flow.data.provider.CompositeDataGenerator;
import com.vaadin.flow.data.provider.DataProvider;
import com.vaadin.flow.dom.Element;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ViewportDataCommunicatorTests {

    private static final int ROWS = 100_000;

    /** Vaadin removes the keys of rows that left the viewport only after the browser has confirmed the update. */
    @Test
    void rowsOfUnconfirmedUpdatesAreBounded() {
        UI ui = new UI();
        Element grid = new Element("vaadin-grid");
        ui.getElement().appendChild(grid);
        ViewportDataCommunicator<Integer> communicator =
                new ViewportDataCommunicator<>(grid, new CompositeDataGenerator<>(), new IgnoringUpdater());
        communicator.setDataProvider(
                DataProvider.ofCollection(IntStream.range(0, ROWS).boxed().toList()), null);
        for (int update = 0; update < 300; update++) {
            communicator.setViewportRange(update * 50, 50);
            ui.getInternals().getStateTree().runExecutionsBeforeClientResponse();
        }

        assertThat(IntStream.range(0, ROWS)
                        .filter(communicator.getKeyMapper()::has)
                        .count())
                .isBetween(50L, 102 * 50L);
        assertThat(communicator.getKeyMapper().has(299 * 50)).isTrue();
    }

    private static final class IgnoringUpdater implements ArrayUpdater {

        @Override
        public Update startUpdate(int size) {
            return new Update() {
                @Override
                public void clear(int start, int length) {}

                @Override
                public void set(int start, List<JsonNode> items) {}

                @Override
                public void commit(int updateId) {}
            };
        }

        @Override
        public void initialize() {}
    }
}
