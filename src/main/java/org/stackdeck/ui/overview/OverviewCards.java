package org.stackdeck.ui.overview;

import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;

/** The parts of one overview page that require services and are therefore created by Spring. */
@org.springframework.stereotype.Component
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
record OverviewCards(
        AttentionCard attention, HighestQuotaUsageCard quotas, HistoryCard history, OverviewEmptyState empty) {}
