package org.stackdeck.ui.notices;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.i18n.DefaultI18NProvider;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.stackdeck.history.ServerChangeKind;
import org.stackdeck.notices.NoticeContent;
import org.stackdeck.notices.NoticeKind;
import org.stackdeck.notices.NoticeObject;
import org.stackdeck.ui.i18n.Messages;

class NoticeMessagesTests {

    private final NoticeMessages english = in(Locale.ENGLISH);
    private final NoticeMessages chinese = in(Locale.SIMPLIFIED_CHINESE);

    @ParameterizedTest
    @EnumSource
    void eachKindHasTextsForOneAndSeveralEventsInBothLanguages(NoticeKind kind) {
        for (NoticeMessages texts : List.of(english, chinese)) {
            for (@Nullable String action : new @Nullable String[] {"REBOOT", null, "UNKNOWN_ACTION"}) {
                for (int count : List.of(1, 2, 10_000)) {
                    assertThat(texts.title(content(kind, count, action, null)))
                            .isNotBlank()
                            .doesNotContain("!{", "notices.", "{", "}");
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void titlesForGroupsDoNotAddressTheReader(NoticeKind kind) {
        for (@Nullable String action : new @Nullable String[] {"REBOOT", null}) {
            NoticeContent content = content(kind, 1, action, null);
            assertThat(english.groupTitle(content)).isNotBlank().doesNotContain("!{", "notices.", "{", "your", "Your");
            assertThat(chinese.groupTitle(content)).isNotBlank().doesNotContain("!{", "notices.", "{", "您");
        }
    }

    @Test
    void titleCountsTheEvents() {
        assertThat(english.title(content(NoticeKind.OPERATION_FAILED, 1, "REBOOT", null)))
                .isEqualTo("Reboot failed");
        assertThat(english.title(content(NoticeKind.OPERATION_FAILED, 3, "REBOOT", null)))
                .isEqualTo("Reboot failed 3 times");
        assertThat(english.title(content(NoticeKind.OPERATION_FAILED, 3, null, null)))
                .isEqualTo("3 operations failed");
        assertThat(english.title(content(NoticeKind.SERVER_ERROR, 10_000, null, null)))
                .isEqualTo("Your servers changed to the status ERROR 10,000 times");
        assertThat(chinese.title(content(NoticeKind.OPERATION_FAILED, 3, "REBOOT", null)))
                .isEqualTo("重启失败 3 次");
        assertThat(chinese.title(content(NoticeKind.SERVER_CHANGED, 1, "STOP", null)))
                .isEqualTo("您的云主机被更改：关机");
    }

    @Test
    void detailNamesObjectsAndCause() {
        assertThat(english.detail(content(NoticeKind.OPERATION_FAILED, 1, "REBOOT", "quota")))
                .isEqualTo("web-0 · Quota exceeded");
        assertThat(chinese.detail(content(NoticeKind.OPERATION_FAILED, 1, "REBOOT", "quota")))
                .startsWith("web-0 · ");
        assertThat(english.detail(new NoticeContent(
                        NoticeKind.SERVER_CHANGED,
                        9,
                        "STOP",
                        "ben",
                        null,
                        null,
                        IntStream.range(0, 9)
                                .mapToObj(NoticeMessagesTests::server)
                                .toList())))
                .isEqualTo("web-0, web-1, web-2, web-3, web-4, … · by ben");
        assertThat(english.detail(new NoticeContent(
                        NoticeKind.GRANT_ENDING, 1, null, null, null, Instant.EPOCH, List.of(server(1)))))
                .startsWith("web-1 · until ");
    }

    @ParameterizedTest
    @EnumSource
    void changesOutsideStackdeckHaveTheirTexts(ServerChangeKind change) {
        NoticeContent content = content(NoticeKind.SERVER_CHANGED, 1, change.name(), NoticeContent.OUTSIDE);

        assertThat(english.title(content))
                .startsWith("Your server was changed: ")
                .doesNotEndWith(": ");
        assertThat(english.detail(content)).isEqualTo("web-0 · outside Stackdeck");
        assertThat(chinese.title(content)).startsWith("您的云主机被更改：").isNotEqualTo(english.title(content));
        assertThat(english.groupTitle(content)).startsWith("A server was changed: ");
        assertThat(english.groupTitle(content(NoticeKind.SERVER_CHANGED, 3, null, NoticeContent.OUTSIDE)))
                .isEqualTo("Servers were changed 3 times");
    }

    @Test
    void unknownReasonOfAnotherVersionIsOmitted() {
        assertThat(english.detail(content(NoticeKind.OPERATION_FAILED, 1, "REBOOT", "no-such-code")))
                .isEqualTo("web-0");
    }

    @Test
    void bellNamesTheNumberOfUnreadNotices() {
        assertThat(english.bell(0)).isEqualTo("Notices");
        assertThat(english.bell(3)).isEqualTo("Notices, 3 unread");
        assertThat(chinese.bell(3)).isEqualTo("通知，3 条未读");
    }

    private static NoticeContent content(NoticeKind kind, int count, @Nullable String action, @Nullable String reason) {
        return new NoticeContent(kind, count, action, null, reason, null, List.of(server(0)));
    }

    private static NoticeObject server(int number) {
        return new NoticeObject("server", "lab", "id-" + number, "web-" + number);
    }

    private static NoticeMessages in(Locale locale) {
        return new NoticeMessages(Messages.forLocale(
                new DefaultI18NProvider(List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)), locale));
    }
}
