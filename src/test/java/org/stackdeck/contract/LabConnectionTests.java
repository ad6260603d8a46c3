package org.stackdeck.contract;

import org.stackdeck.product.OnLab;

@OnLab
class LabConnectionTests extends ConnectionTestContract {}
