package org.stackdeck.ui.overview;

import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;

/** Parts of the overview page that Spring creates, because they require services. */
@org.springframework.stereotype.Component
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
record OverviewComponents(
        AttentionCard attention, HighestQuotaUsageCard quotas, HistoryCard history, OverviewEmptyState empty) {}
