package org.stackdeck.ui.overview;

import java.time.Duration;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.resource.Quota;
import org.stackdeck.history.QuotaTrend;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.projects.QuotaFormatter;

/** Formats the trend of a quota in the language of the user. */
final class QuotaTrendFormatter {

    private static final int DAYS_OF_WEEK = 7;
    /** Maximum time that is shown in days. Longer times are shown in weeks. */
    private static final int MAX_DAYS = 13;

    private final Messages messages;
    private final QuotaFormatter quotas;

    QuotaTrendFormatter(Messages messages) {
        this.messages = messages;
        this.quotas = new QuotaFormatter(messages);
    }

    /**
     * Returns a text about the change of the usage in seven days.
     *
     * @param trend null if no values are recorded or the viewer may not see them
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
     * Returns a text about the time until the quota is used up. Returns an empty string if this is not expected.
     *
     * @param trend null if no values are recorded or the viewer may not see them
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
