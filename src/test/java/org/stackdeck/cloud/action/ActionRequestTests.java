package org.stackdeck.cloud.action;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActionRequestTests {

    /** {@link String#strip} removes the ideographic space of the last name, but not the no-break space of the third. */
    @ParameterizedTest
    @ValueSource(strings = {"web 1", " web 1 ", "\u00a0web 1", "web 1\u3000"})
    void namesHaveNoSurroundingSpaces(String given) {
        ActionRequest request = ActionRequest.of(ResourceAction.SET_VOLUME)
                .with(ActionParameter.NAME, given)
                .with(ActionParameter.DESCRIPTION, given);

        assertThat(request.value(ActionParameter.NAME)).contains("web 1");
        assertThat(request.value(ActionParameter.DESCRIPTION)).contains(given);
    }
}
