package org.stackdeck.notices.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.stackdeck.notices.NoticeContent;
import org.stackdeck.notices.NoticeId;
import org.stackdeck.notices.NoticeKind;
import org.stackdeck.notices.NoticeObject;

class OpenNoticeTests {

    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");
    private static final NoticeObject WEB = server("web");
    private static final NoticeObject DB = server("db");

    @Test
    void failuresOfOneActionAreGrouped() {
        OpenNotice group = group(failure("REBOOT", "timeout", WEB));

        assertThat(OpenNotice.find(List.of(group), failure("REBOOT", "timeout", DB), NOW))
                .contains(group);
        assertThat(group.content().followedBy(failure("REBOOT", "timeout", DB)))
                .isEqualTo(new NoticeContent(
                        NoticeKind.OPERATION_FAILED, 2, "REBOOT", null, "timeout", null, List.of(WEB, DB)));
    }

    @Test
    void failuresOnOneServerAreGroupedWithoutCommonAction() {
        OpenNotice group = group(failure("REBOOT", "timeout", WEB));

        assertThat(OpenNotice.find(List.of(group), failure("RESIZE", "quota", WEB), NOW))
                .contains(group);
        assertThat(group.content().followedBy(failure("RESIZE", "quota", WEB)))
                .isEqualTo(new NoticeContent(NoticeKind.OPERATION_FAILED, 2, null, null, null, null, List.of(WEB)));
    }

    @Test
    void unrelatedFailuresAreSeparate() {
        assertThat(OpenNotice.find(
                        List.of(group(failure("REBOOT", "timeout", WEB))), failure("RESIZE", "quota", DB), NOW))
                .isEmpty();
        assertThat(OpenNotice.find(List.of(group(failure(null, null, WEB))), failure(null, null, DB), NOW))
                .isEmpty();
    }

    @Test
    void eventsAfterThePeriodAreSeparate() {
        OpenNotice group = group(failure("REBOOT", "timeout", WEB));

        assertThat(OpenNotice.find(List.of(group), group.content(), group.openUntil()))
                .isEmpty();
        assertThat(OpenNotice.find(
                        List.of(group), group.content(), group.openUntil().minusNanos(1)))
                .isPresent();
    }

    @Test
    void kindsAreNotMixed() {
        OpenNotice group = group(NoticeContent.of(NoticeKind.SERVER_ERROR, List.of(WEB)));

        assertThat(OpenNotice.find(List.of(group), NoticeContent.of(NoticeKind.SERVER_CHANGED, List.of(WEB)), NOW))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"SERVER_ERROR", "SERVER_CHANGED", "ACCOUNT_PENDING", "REQUEST_PENDING"})
    void changesByOthersAreAlwaysGrouped(NoticeKind kind) {
        OpenNotice group = group(NoticeContent.of(kind, List.of(WEB)));

        assertThat(OpenNotice.find(List.of(group), NoticeContent.of(kind, List.of(DB)), NOW))
                .contains(group);
    }

    @ParameterizedTest
    @EnumSource(names = {"REQUEST_APPROVED", "REQUEST_DECLINED", "GRANT_ENDING"})
    void decisionsAndEndingGrantsAreNeverGrouped(NoticeKind kind) {
        NoticeContent content = NoticeContent.of(kind, List.of(WEB));

        assertThat(OpenNotice.find(List.of(group(content)), content, NOW)).isEmpty();
    }

    @Test
    void burstKeepsTheCountAndFiveObjects() {
        NoticeContent burst = NoticeContent.of(
                NoticeKind.SERVER_ERROR,
                IntStream.range(0, 10_000).mapToObj(n -> server("web-" + n)).toList());

        assertThat(burst.count()).isEqualTo(10_000);
        assertThat(burst.items()).hasSize(NoticeContent.MAX_ITEMS);
    }

    @Test
    void errorStatusAfterTheReportedFailureIsRedundant() {
        List<OpenNotice> groups = List.of(group(failure("REBUILD", "failed", WEB)));

        assertThat(OpenNotice.isRedundant(groups, NoticeContent.of(NoticeKind.SERVER_ERROR, List.of(WEB)), NOW))
                .isTrue();
        assertThat(OpenNotice.isRedundant(groups, NoticeContent.of(NoticeKind.SERVER_ERROR, List.of(WEB, DB)), NOW))
                .isFalse();
        assertThat(OpenNotice.isRedundant(groups, NoticeContent.of(NoticeKind.SERVER_CHANGED, List.of(WEB)), NOW))
                .isFalse();
    }

    private static OpenNotice group(NoticeContent content) {
        return new OpenNotice(new NoticeId(UUID.randomUUID()), content, NOW.plus(OpenNotice.PERIOD));
    }

    private static NoticeContent failure(@Nullable String action, @Nullable String reason, NoticeObject item) {
        return new NoticeContent(NoticeKind.OPERATION_FAILED, 1, action, null, reason, null, List.of(item));
    }

    private static NoticeObject server(String name) {
        return new NoticeObject("server", "lab", "id-" + name, name);
    }
}
