package org.stackdeck.ui.overview;

import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;

/** The parts of one overview page that load data themselves. */
@org.springframework.stereotype.Component
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
record OverviewCards(AttentionCard attention, NearQuotasCard quotas, HistoryCard history, OverviewEmptyState empty) {}
