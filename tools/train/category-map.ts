/** Returns the taxonomy key of a data set's category; undefined where it says nothing of a customer's experience. */
export type CategoryMap = (category: string) => string | undefined

const MAMS: Readonly<Record<string, string>> = {
  food: 'food',
  menu: 'assortment',
  service: 'staff',
  staff: 'staff',
  price: 'price',
  place: 'place',
  ambience: 'place',
}

const RESTAURANT: Readonly<Record<string, string>> = {
  'ambience general': 'place',
  'location general': 'location',
  'service general': 'staff',
  'restaurant general': 'general',
  'restaurant miscellaneous': 'general',
  'food quality': 'food',
  'food style_options': 'food',
  'drinks quality': 'food',
  'drinks style_options': 'food',
}

const HOTEL: Readonly<Record<string, string>> = {
  'hotel general': 'general',
  'hotel miscellaneous': 'general',
  'hotel quality': 'quality',
  'hotel design_features': 'place',
  'hotel comfort': 'comfort',
  'rooms comfort': 'comfort',
  'room_amenities comfort': 'comfort',
  'facilities comfort': 'comfort',
  'location general': 'location',
  'service general': 'staff',
}

const GROCERY: Readonly<Record<string, string>> = {
  'food general': 'general',
  'food quality': 'food',
  'food style_options': 'food',
  'food misc': 'food',
  'food recommendation': 'general',
  'amazon availability': 'assortment',
  'amazon prices': 'price',
  'shipment delivery': 'delivery',
  'shipment quality': 'packaging',
  'shipment prices': 'delivery',
}

function restaurant(category: string): string | undefined {
  return category.endsWith('prices') ? 'price' : RESTAURANT[category]
}

function hotel(category: string): string | undefined {
  if (category.endsWith('prices')) return 'price'
  if (category.endsWith('cleanliness')) return 'cleanliness'
  const known = HOTEL[category]
  if (known) return known
  if (category.startsWith('food_drinks')) return 'food'
  return /^(rooms|facilities|room_amenities)/.test(category) ? 'place' : undefined
}

function grocery(category: string): string | undefined {
  return category === 'food prices' ? 'price' : GROCERY[category]
}

function laptop(category: string): string | undefined {
  const [entity, attribute] = category.split('#')
  if (attribute === 'PRICE') return 'price'
  if (entity === 'SUPPORT') return 'support'
  if (entity === 'SHIPPING') return 'delivery'
  if (entity === 'WARRANTY') return 'returns'
  if (entity === 'SOFTWARE' || entity === 'OS') return 'app'
  if (attribute === 'USABILITY' || attribute === 'PORTABILITY' || attribute === 'CONNECTIVITY') {
    return 'comfort'
  }
  if (entity === 'LAPTOP' && (attribute === 'GENERAL' || attribute === 'MISCELLANEOUS')) {
    return 'general'
  }
  return entity === 'COMPANY' ? 'general' : 'quality'
}

const PHONE: Readonly<Record<string, string>> = {
  Logistics: 'delivery',
  'Product Packaging': 'packaging',
  'After-sales Service': 'returns',
  Price: 'price',
  'Buyer Attitude': 'general',
  Overall: 'general',
  'Ease of Use': 'comfort',
  Security: 'safety',
  'Branding/Marketing': 'loyalty',
}

function phone(category: string): string | undefined {
  const [entity, attribute] = category.split('#')
  if (entity === 'Seller Service') {
    if (attribute === 'Attitude') return 'staff'
    return attribute === 'Shipping' ? 'delivery' : 'support'
  }
  if (category === 'Buyer Attitude#Shopping Experiences') return 'general'
  if (entity === 'System' && attribute === 'Application') return 'app'
  return PHONE[entity ?? ''] ?? 'quality'
}

/** Category maps by domain; lectures and physics questions have none. */
export const CATEGORY_MAPS: Readonly<Record<string, CategoryMap>> = {
  restaurant,
  hotel,
  laptop,
  phone,
  food: grocery,
  mams: (category) => MAMS[category],
}
