package org.stackdeck.cloud.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.action.InvalidActionParameterException.Reason;
import org.stackdeck.cloud.openstack.compute.ServerActionSender;

class ActionParameterTests {

    @ParameterizedTest
    @ValueSource(strings = {".", ".."})
    void dotSegmentsAreRefusedAsTagAndKeyAndInPaths(String segment) {
        assertThat(ActionParameter.TAG.accepts(segment)).isFalse();
        assertThat(ActionParameter.KEY.accepts(segment)).isFalse();
        assertThatThrownBy(() -> ActionRequest.of(ServerAction.REMOVE_METADATA)
                        .with(ActionParameter.KEY, segment)
                        .validate())
                .isInstanceOfSatisfying(
                        InvalidActionParameterException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.DOT_SEGMENT));
        assertThatThrownBy(() -> ServerActionSender.encodePathSegment(segment))
                .isInstanceOfSatisfying(
                        CloudException.class, e -> assertThat(e.category()).isEqualTo(Category.REFUSED));
    }

    @Test
    void otherTextsWithDotsAreAccepted() {
        for (String text : new String[] {"...", ".a", "a.", "..a", "a..b"}) {
            assertThat(ActionParameter.TAG.accepts(text)).isTrue();
            assertThat(ActionParameter.KEY.accepts(text)).isTrue();
            assertThat(ServerActionSender.encodePathSegment(text)).isEqualTo(text);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\u202ename", "na\u200bme", "na\u2028me", "na\u0085me", "name\ud800", "\u3164", "\u00a0", " "})
    void invisibleCharactersAreRefusedInNames(String name) {
        assertThat(ActionParameter.NAME.accepts(name)).isFalse();
        assertThat(ActionParameter.TAG.accepts(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"web-1", "名字", "naïve name", "a\u3164b", "\ud83d\ude80"})
    void printableNamesAreAccepted(String name) {
        assertThat(ActionParameter.NAME.accepts(name)).isTrue();
        assertThat(ActionParameter.TAG.accepts(name)).isTrue();
    }
}
