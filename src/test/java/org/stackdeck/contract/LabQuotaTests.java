package org.stackdeck.contract;

import org.stackdeck.product.OnLab;

@OnLab
class LabQuotaTests extends QuotaContract {}
