package org.stackdeck.ui.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.router.Location;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperationRoutesTests {

    @ParameterizedTest
    @ValueSource(strings = {"web-1", "", "a b&own=c=d+e%20", "云主机 #1?", "<i>"})
    void pathSelectsOwnOperationsByAnyText(String text) {
        Location location = new Location(OperationRoutes.ownPath(text));

        assertThat(location.getPath()).isEqualTo("operations");
        assertThat(OperationRowFilter.fromParameters(
                        location.getQueryParameters().getParameters()))
                .isEqualTo(new OperationRowFilter(true, OperationRowFilter.StatusFilter.ANY, text));
    }
}
