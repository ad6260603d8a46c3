package org.stackdeck.ui.overview;

import java.time.Duration;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.resource.Quota;
import org.stackdeck.history.QuotaTrend;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.projects.QuotaFormatter;

/** Describes the trend of a quota in the user's language. */
final class QuotaTrendFormatter {

    private static final int DAYS_OF_WEEK = 7;
    /** Maximum time that is given in days. Longer times are given in weeks. */
    private static final int MAX_DAYS = 13;

    private final Messages messages;
    private final QuotaFormatter quotas;

    QuotaTrendFormatter(Messages messages) {
        this.messages = messages;
        this.quotas = new QuotaFormatter(messages);
    }

    /**
     * Returns the change of the use in seven days.
     *
     * @param trend null if nothing is recorded
     */
    String change(@Nullable QuotaTrend trend, Quota now) {
        OptionalLong change = trend == null ? OptionalLong.empty() : trend.change(now);
        if (change.isEmpty()) {
            return messages.text("overview.quotas.change.unknown");
        }
        long amount = change.getAsLong();
        if (amount == 0) {
            return messages.text("overview.quotas.change.none");
        }
        return messages.text(
                amount > 0 ? "overview.quotas.change.up" : "overview.quotas.change.down",
                quotas.amount(now.resource(), Math.abs(amount)));
    }

    /**
     * Returns when the quota is expected to be full; empty if it is not expected to become full.
     *
     * @param trend null if nothing is recorded
     */
    String forecast(@Nullable QuotaTrend trend, Quota now) {
        return trend == null ? "" : trend.timeUntilFull(now).map(this::full).orElse("");
    }

    private String full(Duration time) {
        long days = Math.round((double) time.toHours() / Duration.ofDays(1).toHours());
        if (days == 0) {
            return messages.text("overview.quotas.full.soon");
        }
        return days <= MAX_DAYS
                ? messages.text("overview.quotas.full.days", days)
                : messages.text("overview.quotas.full.weeks", Math.round((double) days / DAYS_OF_WEEK));
    }
}
