package org.stackdeck.notices;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.stackdeck.notices.NoticePreferences.Choice;

class NoticePreferencesTests {

    @Test
    void byDefaultOnlyChangesByOthersAreShownInTheApplicationAlone() {
        assertThat(NoticePreferences.DEFAULT.kinds(NoticeChannel.IN_APP))
                .containsExactlyInAnyOrder(NoticeKind.values());
        for (NoticeChannel channel : new NoticeChannel[] {NoticeChannel.BROWSER, NoticeChannel.EMAIL}) {
            assertThat(NoticePreferences.DEFAULT.kinds(channel))
                    .hasSize(NoticeKind.values().length - 1)
                    .doesNotContain(NoticeKind.SERVER_CHANGED);
        }
    }

    @Test
    void choiceAppliesToOneKindAndChannel() {
        NoticePreferences preferences = new NoticePreferences(Map.of(
                new Choice(NoticeKind.SERVER_ERROR, NoticeChannel.EMAIL), false,
                new Choice(NoticeKind.SERVER_CHANGED, NoticeChannel.EMAIL), true));

        assertThat(preferences.isEnabled(NoticeKind.SERVER_ERROR, NoticeChannel.EMAIL))
                .isFalse();
        assertThat(preferences.isEnabled(NoticeKind.SERVER_ERROR, NoticeChannel.BROWSER))
                .isTrue();
        assertThat(preferences.isEnabled(NoticeKind.SERVER_CHANGED, NoticeChannel.EMAIL))
                .isTrue();
        assertThat(preferences.isEnabled(NoticeKind.SERVER_CHANGED, NoticeChannel.BROWSER))
                .isFalse();
    }
}
